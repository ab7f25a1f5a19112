// The report is made where it can be: Disconnected ends the session, or Terminating sends it.
//
//     voxemu run testdata/check/ok/disconnected-after-terminate.js --start --custom-data 15550301 --far testdata/check/ok/far.yaml
let outcome = 'unknown';

VoxEngine.addEventListener(AppEvents.Started, () => {
  const call = VoxEngine.callPSTN(VoxEngine.customData(), '15550100');
  call.addEventListener(CallEvents.Failed, () => VoxEngine.terminate());
  call.addEventListener(CallEvents.Connected, () => call.say('Hello.'));
  call.addEventListener(CallEvents.PlaybackFinished, () => {
    outcome = 'heard';
    call.hangup();
    VoxEngine.terminate();
  });
  call.addEventListener(CallEvents.Disconnected, ({ duration }) => {
    Net.httpRequest(`https://crm.example.invalid/calls?seconds=${duration}`, VoxEngine.terminate);
  });
});

VoxEngine.addEventListener(AppEvents.Terminating, () => {
  Net.httpRequest(`https://crm.example.invalid/outcome?was=${outcome}`, () => {});
});
