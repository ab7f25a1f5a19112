require(Modules.ASR);
require(Modules.Recorder);
