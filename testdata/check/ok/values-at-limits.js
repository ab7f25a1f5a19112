// Values that are just allowed, and others of which nobody knows before it runs.
//
//     voxemu run testdata/check/ok/values-at-limits.js --do 'wait 3s; hangup' --far testdata/check/ok/far.yaml
require(Modules.ApplicationStorage);

const TTL = { day: 86400, most: 90 * 86400 };
const umlauts = 'ü'.repeat(100); // 200 bytes
const hosts = ['wss://10-0-0-1.example.com/a', 'ws://192.168.0.10:8000/b'];
const httpHeaders = { accept: 'application/json', 'content-type': 'text/plain', Referer: 'voice' };
const sipHeaders = Object.fromEntries(['Shop', 'Desk'].map((name) => [`X-${name}`, '1']));

function headerFor(kind) {
  return kind === 'http' ? httpHeaders : sipHeaders;
}

async function keep(key, value, ttl = TTL.most) {
  try {
    await ApplicationStorage.put(`${key}:${value.length}`.slice(0, 200), value.padEnd(2000).slice(0, 2000), Math.min(ttl, 7776000));
  } catch (e) {
    Logger.write(e);
  }
}

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call, destination }) => {
  VoxEngine.customData(umlauts);
  call.customData(umlauts.slice(0, 50) + 'x'.repeat(100));
  keep(destination, umlauts, TTL.day);

  const sockets = hosts.map((url) => VoxEngine.createWebSocket(url, { headers: [{ name: 'Authorization', value: 'none' }] }));
  sockets.forEach((socket) => {
    socket.addEventListener(WebSocketEvents.CLOSE, ({ code }) => Logger.write(code));
  });

  let ticks = 0;
  const clock = setInterval(() => { ticks += 1; }, 100);
  setTimeout(() => clearInterval(clock), 1);

  Net.httpRequest('https://api.example.invalid/', () => Logger.write('asked'), { headers: headerFor('http'), timeout: 90, connectionTimeout: 6 });
  call.addEventListener(CallEvents.Connected, () => {
    call.sendInfo('text/plain', 'i'.repeat(8192), sipHeaders);
    call.say('s'.repeat(1500));
    call.sendDigits('123p#');
  });
  call.addEventListener(CallEvents.Disconnected, () => {
    Logger.write(ticks);
    VoxEngine.terminate();
  });
  call.answer(headerFor('sip'));
});
