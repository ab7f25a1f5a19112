// Lowers the music while the caller speaks. Tones are handled, the microphone isn't.
class Session {
  constructor(call) {
    this.call = call;
    call.addEventListener(CallEvents.Connected, () => this.start());
    call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  }

  start() {
    this.call.handleTones(true);
    this.call.addEventListener(CallEvents.ToneReceived, () => this.call.hangup());
    this.call.addEventListener(CallEvents.MicStatusChange, (e) => this.speaking(e.active));
    this.call.startPlayback('https://cdn.example.com/music.mp3', { loop: true });
  }

  speaking(active) {
    if (active) this.call.stopPlayback();
  }
}

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  new Session(call);
  call.answer();
});
