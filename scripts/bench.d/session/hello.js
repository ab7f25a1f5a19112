Logger.write('hello'); VoxEngine.terminate();
