// Methods that more than one object has: of classes that are extended, of mixins, and of functions that are called for another object.
// The handlers that they name are those of the object they are called for.
//
//     voxemu run testdata/check/ok/methods-of-others.js --do 'wait 20s; hangup'
class Scene {
  onEnd = null;
  constructor(call) {
    this.call = call;
  }
  run() {
    this.call.addEventListener(CallEvents.Connected, this.onConnected);
    this.call.addEventListener(CallEvents.Disconnected, this.onEnd);
  }
  over() {
    VoxEngine.terminate();
  }
}

class Greeting extends Scene {
  onEnd = () => this.over();
  onConnected = () => {
    this.over(); // does not end the session here
    this.call.say('Welcome', { voice: VoiceList.Amazon.en_US_Joanna });
  };
  over() {
    Logger.write('the greeting is over');
  }
}

const Watching = {
  watch() {
    this.call.addEventListener(CallEvents.PlaybackFinished, this.onFinished);
    this.call.addEventListener(CallEvents.Disconnected, this.onGone);
  },
};

// Written by a pattern, and by a function of the language.
const handlers = { silence: null, error: undefined };
[handlers.silence] = [() => Logger.write('silence')];
Object.defineProperty(handlers, 'error', { value: (e) => Logger.write(e.name) });

const states = {
  quiet: {
    enter() {
      this.call.addEventListener(CallEvents.MicStatusChange, this.onNoise);
    },
  },
};

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  new Greeting(call).run();
  const watcher = { ...Watching, call, onFinished: () => call.hangup(), onGone: () => VoxEngine.terminate() };
  watcher.watch();
  call.handleMicStatus(true);
  states.quiet.enter.call({ call, onNoise: (e) => Logger.write(e.active) });
  call.addEventListener(CallEvents.FirstAudioPacketReceived, handlers.silence);
  call.addEventListener(CallEvents.RecordError, handlers.error);
  call.answer();
});
