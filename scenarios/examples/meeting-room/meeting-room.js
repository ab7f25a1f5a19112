// A meeting room that calls of any session join. The first callConference starts the session of the room, the others arrive in it as
// further calls:
//
//     voxemu run scenarios/examples/meeting-room --far scenarios/examples/meeting-room/far.yaml \
//         --do 'wait-heard /2 of us/; say Hello Ben; wait-heard /Hi there/; hangup'
//
// In the cloud two rules of the application have this scenario: one for the phone number, one with the pattern room-.*
require(Modules.Conference);

const ROOM = 'room-42';

// At the door: whoever calls goes in, and so does Ben, who is invited.
function door(call) {
  call.answer();
  enter(call);
  const ben = VoxEngine.callPSTN('15550200', call.callerid());
  ben.addEventListener(CallEvents.Connected, () => enter(ben));
  ben.addEventListener(CallEvents.Failed, ({ code }) => Logger.write(`Ben does not come: ${code}`));
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
}

function enter(leg) {
  const seat = VoxEngine.callConference(ROOM, leg.incoming() ? leg.callerid() : leg.number());
  VoxEngine.sendMediaBetween(leg, seat);
  seat.addEventListener(CallEvents.Failed, () => leg.hangup());
  seat.addEventListener(CallEvents.Disconnected, () => leg.hangup());
}

// In the room: one session, however many there are.
let conference;
let present = 0;

function join(call) {
  conference = conference || VoxEngine.createConference();
  call.addEventListener(CallEvents.Connected, () => {
    present += 1;
    VoxEngine.sendMediaBetween(call, conference);
    VoxEngine.createTTSPlayer(`${present} of us are here`).sendMediaTo(conference);
  });
  call.addEventListener(CallEvents.Disconnected, () => {
    present -= 1;
    if (present === 0) VoxEngine.terminate();
  });
  call.answer();
}

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call, destination }) => (destination === ROOM ? join(call) : door(call)));
