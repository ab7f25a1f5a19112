// A voice bot over a WebSocket. The headers are those of HTTP; the address has a name, as wss needs one.
//
//     voxemu run testdata/check/ok/websocket-bot.js --secret BOT_TOKEN=t --do 'wait-heard /help/; say hello; wait 10s' --far testdata/check/ok/far.yaml
const url = 'wss://bot.example.com/session';
let socket;
let ended = false;

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call, callerid }) => {
  socket = VoxEngine.createWebSocket(url, {
    protocols: ['chat'],
    headers: [
      { name: 'Authorization', value: 'Bearer ' + VoxEngine.getSecretValue('BOT_TOKEN') },
      { name: 'Caller', value: callerid },
    ],
  });
  socket.onmessage = ({ text }) => Logger.write(text);
  socket.addEventListener(WebSocketEvents.OPEN, () => {
    call.answer();
    socket.send(JSON.stringify({ type: 'start', id: uuidgen() }));
  });
  socket.addEventListener(WebSocketEvents.MEDIA_STARTED, ({ tag, encoding }) => Logger.write(`${tag || 'default'} ${encoding}`));
  socket.addEventListener(WebSocketEvents.MEDIA_ENDED, ({ mediaInfo }) => Logger.write(`${mediaInfo?.duration} s`));
  socket.addEventListener(WebSocketEvents.MESSAGE, ({ text }) => {
    if (text.includes('interrupt')) socket.clearMediaBuffer();
  });
  socket.addEventListener(WebSocketEvents.ERROR, () => Logger.write('the socket has failed'));
  socket.addEventListener(WebSocketEvents.CLOSE, ({ code, reason, wasClean }) => {
    Logger.write(`${code} ${reason} ${wasClean}`);
    ended = true;
    call.hangup();
  });
  call.addEventListener(CallEvents.Connected, () => {
    call.sendMediaTo(socket, { encoding: WebSocketAudioEncoding.ULAW, tag: 'caller', customParameters: { callerid } });
    socket.sendMediaTo(call);
  });
  call.addEventListener(CallEvents.Disconnected, () => {
    if (!ended) socket.close();
    VoxEngine.terminate();
  });
});
