// When nobody takes the call, a web service is asked to send the caller a text message.
//
//     voxemu run scenarios/examples/missed-call-sms --far scenarios/examples/missed-call-sms/far.yaml
const service = 'http://127.0.0.1:8080/messages/';

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call, callerid }) => {
  const leg = VoxEngine.callPSTN('15550600', callerid);
  leg.addEventListener(CallEvents.Connected, () => {
    call.answer();
    VoxEngine.sendMediaBetween(call, leg);
  });
  leg.addEventListener(CallEvents.Disconnected, VoxEngine.terminate); // which ends what is left
  leg.addEventListener(CallEvents.Failed, async ({ code, reason }) => {
    Logger.write(`nobody answers: ${code} ${reason}`);
    const result = await Net.httpRequestAsync(service + callerid, {
      method: 'POST',
      headers: ['Content-Type: application/json'],
      postData: JSON.stringify({ text: 'We missed your call and will call you back.' }),
    });
    Logger.write(`the message was taken with ${result.code}`);
    call.reject(486);
  });
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.addEventListener(CallEvents.Failed, VoxEngine.terminate);
});
