// A server that talks, one that can't be reached, and more clients than a session lets in.
VoxEngine.addEventListener(AppEvents.Started, () => {
  VoxEngine.createWebSocket('wss://bot.example.com/').onmessage = (e) => e.websocket.close();
  VoxEngine.createWebSocket('wss://gone.example.com/');
  VoxEngine.allowWebSocketConnections();
  setTimeout(VoxEngine.terminate, 10000);
});
