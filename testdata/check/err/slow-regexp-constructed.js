// Expressions made of texts that are known.
const digits = '(\\d+)+';
const number = new RegExp(`^${digits}$`);
const amount = RegExp('^(\\d+,?)+\\.\\d\\d$', 'i');
const given = (text) => new RegExp(text);

VoxEngine.addEventListener(AppEvents.Started, () => {
  const data = VoxEngine.customData();
  Logger.write([number.test(data), amount.test(data), given('^x').test(data)].join(' '));
  VoxEngine.terminate();
});
