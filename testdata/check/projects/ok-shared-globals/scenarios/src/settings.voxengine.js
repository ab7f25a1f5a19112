const VOICE = VoiceList.Amazon.en_US_Joanna;
var settings = { retries: 2, profile: null };
let currentCall;

function log(text) {
  Logger.write(`[shop] ${text}`);
}

class Greeting {
  constructor(name) {
    this.name = name;
  }

  toString() {
    return `Hello ${this.name}.`;
  }
}
