// Several requests at once, in one try.
//
//     voxemu run testdata/check/ok/promise-all.js
require(Modules.ApplicationStorage);

const api = 'https://api.example.invalid';

async function gather(callerid) {
  const [profile, orders] = await Promise.all([
    Net.httpRequestAsync(`${api}/profile/${callerid}`),
    Net.httpRequestAsync(`${api}/orders/${callerid}`, { timeout: 10 }),
  ]);
  const stored = await Promise.allSettled(['vip', 'blocked'].map((key) => ApplicationStorage.get(`${key}:${callerid}`)));
  const [vip, blocked] = stored.map((s) => s.status === 'fulfilled' && s.value !== null);
  return { profile, orders, vip, blocked };
}

VoxEngine.addEventListener(AppEvents.CallAlerting, async (e) => {
  const { call } = e;
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.ring();
  try {
    const { profile, orders, vip, blocked } = await gather(e.callerid);
    if (blocked) {
      call.reject(603);
      VoxEngine.terminate();
      return;
    }
    Logger.write(`${profile.code} ${orders.code} ${vip ? 'vip' : 'guest'}`);
  } catch (err) {
    Logger.write(err.stack);
  }
  call.addEventListener(CallEvents.Connected, () => call.say('Thanks for calling.'));
  call.addEventListener(CallEvents.PlaybackFinished, () => call.hangup());
  call.answer();
});
