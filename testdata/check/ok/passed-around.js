// The call goes through many hands before it is answered: properties, maps, closures, destructuring, defaults.
//
//     voxemu run testdata/check/ok/passed-around.js --do 'wait-heard /Hello/; wait 1s; hangup'
const sessions = new Map();
const routes = [
  { test: ({ destination }) => destination.startsWith('0900'), run: ({ call }) => refuse(call) },
  { test: () => true, run: welcome },
];

function refuse(call, { code = 603, headers } = {}) {
  call.reject(code, headers);
  setTimeout(VoxEngine.terminate, 100);
}

function welcome({ call }) {
  const session = { call, started: null, say: (text, then) => sayTo(session, text, then) };
  sessions.set(call.id(), session);
  wire(session);
  return accept(session);
}

function wire({ call }) {
  call.addEventListener(CallEvents.Connected, () => {
    const current = sessions.get(call.id());
    current.started = Date.now();
    current.say('Hello.', () => current.say('Stay on the line.'));
  });
  call.addEventListener(CallEvents.Disconnected, ({ call: gone }) => {
    const { started } = sessions.get(gone.id());
    sessions.delete(gone.id());
    Logger.write(`${Date.now() - started} ms`);
    if (!sessions.size) VoxEngine.terminate();
  });
}

function accept(session, tries = 1) {
  setTimeout(() => session.call.answer(), tries * 200);
}

function sayTo({ call }, text, then) {
  if (then) {
    call.addEventListener(CallEvents.PlaybackFinished, function once() {
      call.removeEventListener(CallEvents.PlaybackFinished, once);
      then();
    });
  }
  call.say(text);
}

VoxEngine.addEventListener(AppEvents.CallAlerting, (event) => routes.find((route) => route.test(event)).run(event));
