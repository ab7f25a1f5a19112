// The microphone is watched by a name that says when.
//
//     voxemu run testdata/check/ok/mic-status-not-handled.js --do 'wait 1s; say hello; wait 2s; hangup' --far testdata/check/ok/far.yaml
class Ears {
  constructor(call) {
    this.call = call;
    this.call.addEventListener(CallEvents.MicStatusChange, ({ active }) => Logger.write(active ? 'speaks' : 'listens'));
  }

  watch(on) {
    this.call.handleMicStatus(on);
  }
}

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  const ears = new Ears(call);
  call.addEventListener(CallEvents.Connected, () => ears.watch(true));
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.answer();
});
