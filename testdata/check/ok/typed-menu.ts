// TypeScript: types, enums, generics and assertions vanish before it runs.
//
//     voxemu run testdata/check/ok/typed-menu.ts --do 'wait-heard /Press/; press 3; wait-heard /Press/; press 1; wait 2s'
enum Step {
  Menu = 'menu',
  Done = 'done',
}

interface Choice<T extends string = string> {
  readonly key: T;
  text: string;
  next?: Step;
}

type Handler<E> = (event: E) => void;

const choices: ReadonlyArray<Choice> = [
  { key: '1', text: 'Opening hours', next: Step.Done },
  { key: '2', text: 'Directions', next: Step.Done },
];

function find(key: string): Choice | undefined {
  return choices.find((c) => c.key === key);
}

abstract class Flow {
  protected step: Step = Step.Menu;
  constructor(protected readonly call: Call) {}
  abstract enter(step: Step): void;
}

class Menu extends Flow {
  private tries = 0;

  enter(step: Step): void {
    this.step = step;
    this.call.say(step === Step.Done ? 'Goodbye.' : `Press ${choices.map(({ key, text }) => `${key} for ${text}`).join(', ')}.`);
  }

  onTone: Handler<{ tone: string }> = ({ tone }) => {
    const choice = find(tone);
    if (choice || ++this.tries > 2) this.enter(choice?.next ?? Step.Done);
    else this.enter(Step.Menu);
  };

  onFinished = (): void => {
    if (this.step === Step.Done) this.call.hangup();
  };
}

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  const menu = new Menu(call);
  call.addEventListener(CallEvents.Connected, () => menu.enter(Step.Menu));
  call.addEventListener(CallEvents.ToneReceived, menu.onTone);
  call.addEventListener(CallEvents.PlaybackFinished, menu.onFinished);
  call.addEventListener(CallEvents.Disconnected, () => VoxEngine.terminate());
  call.handleTones(true);
  call.answer();
});
