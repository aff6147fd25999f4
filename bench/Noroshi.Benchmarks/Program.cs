using Noroshi.Benchmarks;

return BenchmarkProgram.Run(args, Console.Out);
