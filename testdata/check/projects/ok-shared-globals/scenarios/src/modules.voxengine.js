// What the scenarios after this one need. Nothing of it is used here.
require(Modules.ASR);
require(Modules.ApplicationStorage);
require(Modules.PushService);
