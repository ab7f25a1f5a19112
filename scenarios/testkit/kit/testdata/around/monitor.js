VoxEngine.allowWebSocketConnections();
VoxEngine.addEventListener(AppEvents.WebSocket, ({ websocket }) => {
  websocket.addEventListener(WebSocketEvents.MESSAGE, ({ text }) => {
    websocket.send(`heard ${text}`);
    if (text === 'end') VoxEngine.terminate();
  });
});
VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => call.answer());
