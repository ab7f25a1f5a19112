// Each caller gets into the room; the last one closes it. There is one CallAlerting for each call of the session.
//
//     voxemu run testdata/check/ok/conference-room.js --do 'wait 3s; hangup' --far testdata/check/ok/far.yaml
require(Modules.Conference);

let room;
const members = new Map();

VoxEngine.addEventListener(AppEvents.Started, () => {
  room = VoxEngine.createConference();
  room.addEventListener(ConferenceEvents.Started, (e) => Logger.write(`room ${e.conference.id()} is open`));
});

VoxEngine.addEventListener(AppEvents.CallAlerting, (e) => {
  join(e.call);
  invite('15550301');
});

function join(call) {
  members.set(call.id(), { call, since: Date.now() });
  call.addEventListener(CallEvents.Connected, () => {
    announce('Somebody has joined.');
    VoxEngine.sendMediaBetween(call, room);
  });
  call.addEventListener(CallEvents.Failed, leave);
  call.addEventListener(CallEvents.Disconnected, leave);
  if (call.incoming()) call.answer();
}

function invite(number) {
  const call = VoxEngine.callPSTN(number, '15550100');
  join(call);
}

function announce(text) {
  const player = VoxEngine.createTTSPlayer(text);
  player.sendMediaTo(room);
  player.addEventListener(PlayerEvents.PlaybackFinished, () => Logger.write(`said: ${text}`));
}

function leave({ call }) {
  members.delete(call.id());
  for (const [id, member] of members) Logger.write(`${id} is still there since ${member.since}`);
  if (members.size === 0) {
    VoxEngine.destroyConference(room);
    VoxEngine.terminate();
  }
}
