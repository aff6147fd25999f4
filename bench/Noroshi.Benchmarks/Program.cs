using Noroshi.Benchmarks;
using Noroshi.Benchmarks.Load;
using Noroshi.Benchmarks.Logs;
using Noroshi.Benchmarks.Scan;

return args switch
{
    ["load", .. var options] => await LoadProgram.RunAsync(options, Console.Out),
    ["logs", .. var options] => LogsProgram.Run(options, Console.Out),
    ["scan", .. var options] => ScanProgram.Run(options, Console.Out),
    _ => BenchmarkProgram.Run(args, Console.Out),
};
