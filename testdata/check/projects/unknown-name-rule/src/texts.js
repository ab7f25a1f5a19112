// What the shop says. Loaded before the scenario that says it.
const texts = { open: 'Welcome', closed: 'We are closed' };
function farewell() {
  return 'Good bye';
}
globalThis.isOpen = (hour) => hour >= 9 && hour < 18;
