// Two recognisers, of which one has interim results.
require(Modules.ASR);

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  const operator = VoxEngine.callUser({ username: 'anna', callerid: call.callerid() });
  const ours = VoxEngine.createASR({ interimResults: true, profile: ASRProfileList.Google.en_US });
  const theirs = VoxEngine.createASR({ profile: ASRProfileList.Google.en_US, interimResults: true });
  theirs.addEventListener(ASREvents.InterimResult, ({ text }) => Logger.write(`caller: ${text}`));
  ours.addEventListener(ASREvents.InterimResult, ({ text }) => Logger.write(`operator: ${text}`));
  operator.addEventListener(CallEvents.Connected, () => {
    call.answer();
    VoxEngine.sendMediaBetween(call, operator);
    call.sendMediaTo(theirs);
    operator.sendMediaTo(ours);
  });
  operator.addEventListener(CallEvents.Failed, () => call.reject(480));
  operator.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
});
