// Tells a web service of a call, with a signature that proves where the message comes from.
//
//     voxemu run scenarios/examples/signed-request --secret KEY=shared --do 'wait 2s; hangup'
const service = 'http://127.0.0.1:8080/calls/';

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call, callerid, destination }) => {
  call.addEventListener(CallEvents.Disconnected, async ({ duration }) => {
    const body = JSON.stringify({ from: callerid, to: destination, seconds: duration });
    const signature = Crypto.hmac_sha256(VoxEngine.getSecretValue('KEY'), body);
    const { code } = await Net.httpRequestAsync(service + callerid, {
      method: 'POST',
      headers: ['Content-Type: application/json', `X-Signature: ${signature}`],
      postData: body,
    });
    Logger.write(`reported with ${code}`);
    VoxEngine.terminate();
  });
  call.answer();
});
