// Passes a call on to the first number of a list that answers. In far.yaml the first is busy:
//
//     voxemu run scenarios/examples/busy-fallback --far scenarios/examples/busy-fallback/far.yaml \
//         --do 'wait-heard /how can I help/; say "It works again, thank you"'
const numbers = ['15550200', '15550300'];

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  const left = [...numbers];
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.startEarlyMedia();
  call.playProgressTone('US');
  tryNext();

  function tryNext() {
    const number = left.shift();
    if (!number) {
      call.reject(486);
      return;
    }
    const out = VoxEngine.callPSTN(number, call.callerid());
    out.addEventListener(CallEvents.Failed, ({ code, reason }) => {
      Logger.write(`${number} did not answer: ${code} ${reason}`);
      tryNext();
    });
    out.addEventListener(CallEvents.Connected, () => {
      call.answer();
      VoxEngine.sendMediaBetween(call, out);
    });
    out.addEventListener(CallEvents.Disconnected, () => call.hangup());
  }
});
