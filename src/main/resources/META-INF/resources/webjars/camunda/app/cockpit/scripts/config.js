import page, { text } from '../../../assets/anlan.js';

export default await page('cockpit', text('监控台', 'Cockpit'));
