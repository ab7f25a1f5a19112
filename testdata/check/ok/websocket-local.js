// ws takes an IP address; properties instead of listeners work too.
//
//     voxemu run testdata/check/ok/websocket-local.js --far testdata/check/ok/far.yaml
const HOST = '10.0.0.7:8080';

function openSocket(onText) {
  const ws = VoxEngine.createWebSocket(`ws://${HOST}/media`);
  ws.onopen = () => ws.send('hello');
  ws.onmessage = function (event) {
    onText(event.text);
  };
  ws.onerror = () => Logger.write(`state ${ws.readyState}`);
  ws.onclose = ({ code }) => {
    Logger.write(`closed with ${code}`);
    VoxEngine.terminate();
  };
  return ws;
}

VoxEngine.addEventListener(AppEvents.CallAlerting, (e) => {
  const ws = openSocket((text) => {
    let message = {};
    try {
      message = JSON.parse(text);
    } catch (_) {
      Logger.write(`no JSON: ${text}`);
    }
    if (message.type === 'hangup') e.call.hangup();
  });
  e.call.addEventListener(CallEvents.Connected, () => VoxEngine.sendMediaBetween(e.call, ws));
  e.call.addEventListener(CallEvents.Disconnected, () => (ws.readyState === WebSocketReadyState.OPEN ? ws.close() : VoxEngine.terminate()));
  e.call.answer();
});
