// A call into the session of a conference; headers say who comes.
//
//     voxemu run testdata/check/ok/conference-call.js --to 15550199 --do 'wait 5s; hangup' --far testdata/check/ok/far.yaml
const isConference = (destination) => destination.startsWith('room');

VoxEngine.addEventListener(AppEvents.CallAlerting, (e) => (isConference(e.destination) ? host(e) : guest(e)));

function guest({ call, callerid, displayName }) {
  const conf = VoxEngine.callConference('room' + callerid.slice(-4), callerid, displayName, { 'X-ClientType': 'pstn' });
  conf.addEventListener(CallEvents.Connected, () => {
    call.answer();
    VoxEngine.sendMediaBetween(call, conf);
  });
  for (const leg of [call, conf]) {
    leg.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
    leg.addEventListener(CallEvents.Failed, VoxEngine.terminate);
  }
}

function host(e) {
  require(Modules.Conference);
  const conf = VoxEngine.createConference({ hd_audio: false });
  const { call } = e;
  Logger.write(`${e.headers['X-ClientType'] ?? 'unknown'} joins`);
  call.addEventListener(CallEvents.Connected, () => VoxEngine.sendMediaBetween(call, conf));
  call.addEventListener(CallEvents.Disconnected, () => {
    conf.stop();
    VoxEngine.terminate();
  });
  call.answer();
}
