// One request on each path, and a loop that is left with the first success.
//
//     voxemu run testdata/check/ok/requests-in-terminating.js --do 'wait 1s; hangup'
const servers = ['https://a.example.invalid', 'https://b.example.invalid'];
let failed = false;

async function send(path) {
  for (const server of servers) {
    const { code } = await Net.httpRequestAsync(`${server}/${path}`);
    if (code === 200) return code;
    break;
  }
  return 0;
}

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  call.addEventListener(CallEvents.Disconnected, async () => {
    failed = (await send('one').catch(() => 0)) === 0;
    await send('two').catch((e) => Logger.write(e));
    VoxEngine.terminate();
  });
  call.answer();
});

VoxEngine.addEventListener(AppEvents.Terminating, async ({ systemError }) => {
  if (systemError) {
    Net.httpRequest('https://log.example.invalid/error', () => {});
    return;
  }
  try {
    await (failed ? Net.httpRequestAsync(servers[0]) : Net.httpRequestAsync(servers[1]));
  } catch (e) {
    Logger.write(e);
  }
});
