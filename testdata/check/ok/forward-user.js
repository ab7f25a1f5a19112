// The whole scenario is one helper: it answers, connects, hangs up and ends the session by itself.
//
//     voxemu run testdata/check/ok/forward-user.js --to anna --far testdata/check/ok/far.yaml
VoxEngine.forwardCallToUser(
  // Called when both talk with each other. The second one is the user.
  function onEstablished(caller, user) {
    Logger.write('from ' + caller.number() + ' to ' + user.number());
    user.addEventListener(CallEvents.RecordStarted, function (e) {
      Logger.write('recorded at ' + e.url);
    });
    user.record({
      stereo: true,
      expire: RecordExpireTime.THREEMONTHS,
      recordNamePrefix: 'calls/',
    });
  },
  false,
);

// Without it, users with an app that sleeps would be offline.
require(Modules.PushService);
