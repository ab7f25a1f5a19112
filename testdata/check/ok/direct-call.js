// A call whose media goes from user to user, wired by hand.
//
//     voxemu run testdata/check/ok/direct-call.js --from ben --to anna --far testdata/check/ok/far.yaml
var A, B;

VoxEngine.addEventListener(AppEvents.CallAlerting, function (e) {
  if (e.headers['X-DirectCall'] != 'true') {
    Logger.write('not a direct call');
  }
  A = e.call;
  B = VoxEngine.callUserDirect(e.call, e.destination, e.callerid, e.displayName, null);
  A.addEventListener(CallEvents.Failed, terminate);
  A.addEventListener(CallEvents.Disconnected, terminate);
  B.addEventListener(CallEvents.Connected, established);
  B.addEventListener(CallEvents.Failed, terminate);
  B.addEventListener(CallEvents.Disconnected, terminate);
  B.addEventListener(CallEvents.Ringing, function () {
    A.ring();
  });
});

function established(e) {
  A.answerDirect(B, e.headers, { scheme: e.scheme });
}

function terminate() {
  VoxEngine.terminate();
}
