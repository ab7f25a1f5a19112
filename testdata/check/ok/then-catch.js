// Promises without async: each chain ends with a catch, or has a second argument of then.
//
//     voxemu run testdata/check/ok/then-catch.js
require(Modules.ApplicationStorage);

const KEY = 'last-caller';

VoxEngine.addEventListener(AppEvents.CallAlerting, (e) => {
  const call = e.call;
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.addEventListener(CallEvents.PlaybackFinished, () => call.hangup());

  ApplicationStorage.get(KEY)
    .then((stored) => (stored ? stored.value : 'nobody'))
    .catch((error) => {
      Logger.write('storage: ' + error);
      return 'somebody';
    })
    .then((last) => {
      call.answer();
      call.say(`Before you, ${last} called.`);
    });

  ApplicationStorage.put(KEY, e.callerid, 86400).then(
    (pair) => Logger.write(`kept until ${pair.expireAt}`),
    (error) => Logger.write(`not kept: ${error}`),
  );

  const removed = ApplicationStorage.remove('old-key');
  removed.catch((error) => Logger.write(error));

  Net.httpRequestAsync('https://stats.example.invalid/hit', { method: 'POST', postData: 'n=1' })
    .then((result) => Logger.write(result.code))
    .catch(() => {})
    .finally(() => Logger.write('reported'));
});
