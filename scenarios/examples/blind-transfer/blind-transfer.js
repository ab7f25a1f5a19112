// A desk phone transfers the call it has to somebody else, and the caller is connected to them.
//
//     voxemu run scenarios/examples/blind-transfer --far scenarios/examples/blind-transfer/far.yaml
VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call, callerid }) => {
  const desk = VoxEngine.callSIP('sip:desk@pbx.example.com', { callerid });
  let partner = desk;
  desk.handleBlindTransfer(true);
  desk.addEventListener(CallEvents.Connected, () => {
    call.answer();
    VoxEngine.sendMediaBetween(call, desk);
  });
  desk.addEventListener(CallEvents.BlindTransferRequested, ({ transferTo }) => {
    Logger.write(`the desk transfers to ${transferTo}`);
    const target = VoxEngine.callSIP(transferTo, { callerid });
    target.addEventListener(CallEvents.Connected, () => {
      partner = target;
      VoxEngine.sendMediaBetween(call, target);
      desk.notifyBlindTransferSuccess();
      desk.hangup();
    });
    target.addEventListener(CallEvents.Failed, ({ code, reason }) => desk.notifyBlindTransferFailed(code, reason));
    target.addEventListener(CallEvents.Disconnected, VoxEngine.terminate); // which ends what is left
  });
  desk.addEventListener(CallEvents.Disconnected, () => partner === desk && VoxEngine.terminate());
  desk.addEventListener(CallEvents.Failed, ({ code }) => call.reject(code));
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.addEventListener(CallEvents.Failed, VoxEngine.terminate);
});
