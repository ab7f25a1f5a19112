interface State {
  calls: number;
}
const state: State = { calls: 0 };
