// A client connects to the session, which tells it what happens on the line.
//
//     voxemu run testdata/check/ok/incoming-socket.js --do 'wait 3s; hangup' --far testdata/check/ok/far.yaml
const clients = new Set();
const broadcast = (type, data = {}) => clients.forEach((ws) => ws.send(JSON.stringify({ type, ...data })));

VoxEngine.allowWebSocketConnections();

VoxEngine.addEventListener(AppEvents.WebSocket, ({ websocket, path }) => {
  clients.add(websocket);
  Logger.write(`a client at ${path}`);
  websocket.addEventListener(WebSocketEvents.MESSAGE, ({ text }) => Logger.write(text));
  websocket.addEventListener(WebSocketEvents.CLOSE, () => clients.delete(websocket));
});
VoxEngine.addEventListener(AppEvents.NewWebSocketFailed, ({ reason }) => Logger.write(reason));

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  call.addEventListener(CallEvents.Connected, () => {
    broadcast('connected', { number: call.callerid() });
    call.handleMicStatus(true);
  });
  call.addEventListener(CallEvents.MicStatusChange, ({ active }) => broadcast('speaking', { active }));
  call.addEventListener(CallEvents.Disconnected, ({ reason, internalCode }) => {
    broadcast('gone', { reason, internalCode });
    VoxEngine.terminate();
  });
  call.answer();
});
