const desk = { sales: '15550301', support: '15550302' };
const nameOf = (destination) => (destination.endsWith('1') ? 'sales' : 'support');
