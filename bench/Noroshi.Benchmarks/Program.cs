using Noroshi.Benchmarks;
using Noroshi.Benchmarks.Load;

return args is ["load", .. var options] ? await LoadProgram.RunAsync(options, Console.Out) : BenchmarkProgram.Run(args, Console.Out);
