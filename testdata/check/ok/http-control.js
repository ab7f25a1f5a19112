// A session that is controlled over HTTP: the handler's result is the body of the answer.
//
//     voxemu run testdata/check/ok/http-control.js --start --custom-data '{"a":"15550301","b":"15550305"}' --far testdata/check/ok/far.yaml
let controlUrl;
const legs = {};

VoxEngine.addEventListener(AppEvents.Started, ({ accessSecureURL, sessionId }) => {
  controlUrl = accessSecureURL;
  Logger.write(`session ${sessionId}`);
  const { a, b } = JSON.parse(VoxEngine.customData());
  legs.a = dial(a);
  legs.b = dial(b);
  Net.httpRequest(
    'https://control.example.invalid/sessions',
    ({ code, error }) => Logger.write(`${code} ${error ?? ''}`),
    { method: 'POST', headers: { 'Content-Type': 'application/json' }, postData: JSON.stringify({ url: controlUrl }) },
  );
});

VoxEngine.addEventListener(AppEvents.HttpRequest, ({ method, path, content, headers }) => {
  Logger.write(`${method} ${path} ${headers.length}`);
  const { command } = content ? JSON.parse(content) : {};
  if (command === 'hangup') Object.values(legs).forEach((leg) => leg.hangup());
  return JSON.stringify({ ok: true, states: Object.values(legs).map((leg) => leg.state()) });
});

function dial(number) {
  const leg = VoxEngine.callPSTN(number, '15550100');
  leg.addEventListener(CallEvents.Connected, () => {
    if (legs.a.state() === 'CONNECTED' && legs.b.state() === 'CONNECTED') VoxEngine.sendMediaBetween(legs.a, legs.b);
  });
  leg.addEventListener(CallEvents.Failed, () => VoxEngine.terminate());
  leg.addEventListener(CallEvents.Disconnected, () => VoxEngine.terminate());
  return leg;
}
