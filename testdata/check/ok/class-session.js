// A class for the call: handlers are methods, bound or wrapped so that this is right.
//
//     voxemu run testdata/check/ok/class-session.js --do 'wait-heard /one/; press 1; wait 15s; hangup' --far testdata/check/ok/far.yaml
class Session {
  #attempts = 0;

  constructor(call) {
    this.call = call;
    this.agent = null;
    this.onTone = this.onTone.bind(this);
    call.addEventListener(CallEvents.Connected, () => this.menu());
    call.addEventListener(CallEvents.ToneReceived, this.onTone);
    call.addEventListener(CallEvents.Disconnected, this.stop.bind(this));
  }

  start() {
    this.call.answer();
    return this;
  }

  menu() {
    this.#attempts++;
    this.call.handleTones(true);
    this.call.say('Press one for sales.', { voice: Session.voice });
  }

  onTone({ tone }) {
    this.call.stopPlayback();
    if (tone === '1') this.connect('15550301');
    else if (this.#attempts < 3) this.menu();
    else this.stop();
  }

  connect(number) {
    this.call.removeEventListener(CallEvents.ToneReceived, this.onTone);
    this.agent = VoxEngine.callPSTN(number, this.call.callerid());
    this.agent.addEventListener(CallEvents.Connected, () => VoxEngine.sendMediaBetween(this.call, this.agent));
    this.agent.addEventListener(CallEvents.Failed, ({ code }) => this.apologise(code));
    this.agent.addEventListener(CallEvents.Disconnected, () => {
      this.agent = null;
      this.call.hangup();
    });
  }

  apologise(code) {
    Logger.write(`no agent: ${code}`);
    this.call.addEventListener(CallEvents.PlaybackFinished, () => this.stop());
    this.call.say('Nobody is there.');
  }

  stop() {
    this.agent?.hangup();
    VoxEngine.terminate();
  }

  static get voice() {
    return VoiceList.Amazon.en_US_Joanna;
  }
}

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => new Session(call).start());
