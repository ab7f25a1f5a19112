// Reaches an extension behind another company's menu: dials the company, waits for its greeting to end and sends the digits.
//
//     voxemu run scenarios/examples/extension --far scenarios/examples/extension/far.yaml
const company = '15551100';
const extension = '42';
const greeting = 3000; // ms

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call, callerid }) => {
  const leg = VoxEngine.callPSTN(company, callerid);
  leg.addEventListener(CallEvents.Connected, () => {
    call.answer();
    setTimeout(() => {
      leg.sendDigits(extension);
      VoxEngine.sendMediaBetween(call, leg);
    }, greeting);
  });
  for (const side of [call, leg]) {
    side.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
    side.addEventListener(CallEvents.Failed, VoxEngine.terminate);
  }
});
