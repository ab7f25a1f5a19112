// Helpers of the platform that listen, answer and end by themselves, chosen at the top level.
//
//     voxemu run testdata/check/ok/one-liners.js --at 2026-03-02T10:00:00Z --to 15550301 --far testdata/check/ok/far.yaml
//     voxemu run testdata/check/ok/one-liners.js --at 2026-03-01T10:00:00Z --far testdata/check/ok/far.yaml
const sunday = new Date().getUTCDay() === 0;
const closed = 'https://cdn.example.com/closed.mp3';

if (sunday) {
  VoxEngine.playSoundAndHangup(closed);
} else {
  VoxEngine.forwardCallToPSTN(
    (number) => number.replace(/^\+/, ''),
    (a, b) => {
      [a, b].forEach((leg) => leg.addEventListener(CallEvents.OnHold, (e) => Logger.write(e.name)));
      b.record({ hd_audio: true, stereo: true });
      b.addEventListener(CallEvents.RecordStarted, ({ url }) => Logger.write(url));
    },
    { followDiversion: true },
  );
}

VoxEngine.addEventListener(AppEvents.Terminated, () => {
  Logger.write(sunday ? 'it was closed' : 'it was open');
});
