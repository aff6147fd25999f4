using Noroshi.Conformance;

return ConformanceProgram.Run(args, Console.OpenStandardInput(), Console.OpenStandardOutput(), Console.Error);
