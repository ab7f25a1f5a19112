// All state in one object; handlers chosen from a table by name.
//
//     voxemu run testdata/check/ok/state-object.js --do 'wait-heard /language/; press 9; wait-heard /language/; press 2; wait 5s'
const state = {
  call: null,
  step: 'language',
  language: undefined,
  history: [],
};

const steps = {
  language: { text: 'For English press 1, for German press 2 to choose your language.', keys: { 1: english, 2: german } },
  done: { text: 'Thank you.', keys: {} },
};

function english() {
  state.language = 'en';
  enter('done');
}

function german() {
  state.language = 'de';
  enter('done');
}

function enter(step) {
  state.step = step;
  state.history.push(step);
  state.call.say(steps[step].text);
}

const handlers = {
  [CallEvents.Connected]() {
    state.call.handleTones(true);
    enter('language');
  },
  [CallEvents.ToneReceived]({ tone }) {
    const action = steps[state.step].keys[tone];
    if (action) action();
    else enter(state.step);
  },
  [CallEvents.PlaybackFinished]: () => {
    if (state.step === 'done') state.call.hangup();
  },
  [CallEvents.Disconnected]: () => {
    Logger.write(JSON.stringify({ language: state.language, history: state.history }));
    VoxEngine.terminate();
  },
};

VoxEngine.addEventListener(AppEvents.CallAlerting, (e) => {
  state.call = e.call;
  for (const [event, handler] of Object.entries(handlers)) state.call.addEventListener(event, handler);
  state.call.answer();
});
