// Lets a supervisor listen to a call: whoever connects to the session's own URL by WebSocket gets what the caller says, and may
// whisper. The supervisor is simulated:
//
//     voxemu run scenarios/examples/call-monitor --far scenarios/examples/call-monitor/far.yaml \
//         --do 'wait 1s; say I want to cancel; wait 4s; hangup'
VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  call.answer();
  call.addEventListener(CallEvents.Connected, () => VoxEngine.allowWebSocketConnections());
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);

  VoxEngine.addEventListener(AppEvents.WebSocket, ({ websocket }) => {
    call.sendMediaTo(websocket, { tag: 'caller' });
    websocket.addEventListener(WebSocketEvents.MEDIA_STARTED, ({ tag }) => websocket.sendMediaTo(call, { tag }));
    websocket.addEventListener(WebSocketEvents.MESSAGE, ({ text }) => Logger.write(`supervisor: ${text}`));
  });
});
