// A method by a wrong name, and one that is called.
class Menu {
  constructor(call) {
    this.call = call;
    call.handleTones(true);
    call.addEventListener(CallEvents.Connected, () => this.ask());
    call.addEventListener(CallEvents.ToneReceived, this.onTone);
    call.addEventListener(CallEvents.PlaybackFinished, () => this.onSilence(null));
    call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  }

  ask() {
    this.call.say('Press one to go on.');
  }

  tone({ tone }) {
    if (tone !== '1') this.call.hangup();
  }

  onSilence(event) {
    setTimeout(() => this.call.hangup(), 5000);
  }
}

VoxEngine.addEventListener(AppEvents.CallAlerting, (e) => {
  new Menu(e.call);
  e.call.answer();
});
