// A SIP caller is asked to call the sales desk itself, which frees the line. Phones that refuse are connected to it from here.
//
//     voxemu run scenarios/examples/transfer-fallback --from sip:ada@example.com --do 'refuse-transfer 405; wait 6s; hangup' \
//       --far scenarios/examples/transfer-fallback/far.yaml
//     voxemu run scenarios/examples/transfer-fallback --from sip:ada@example.com --do 'accept-transfer after 1s'
const sales = 'sip:sales@pbx.example.com';

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  call.answer();
  call.addEventListener(CallEvents.Connected, () => call.transferTo({ to: sales }));
  call.addEventListener(CallEvents.TransferComplete, () => Logger.write('the caller is on its way'));
  call.addEventListener(CallEvents.TransferFailed, ({ code, reason }) => {
    Logger.write(`the caller's phone refuses: ${code} ${reason}`);
    const desk = VoxEngine.callSIP(sales, { callerid: call.callerid() });
    VoxEngine.sendMediaBetween(call, desk);
    desk.addEventListener(CallEvents.Failed, VoxEngine.terminate);
    desk.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  });
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
});
