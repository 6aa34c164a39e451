import page, { text } from '../../../assets/anlan.js';

const tasklist = await page('tasklist', text('任务列表', 'Tasklist'));

export default {
  ...tasklist,
  customScripts: [...tasklist.customScripts, 'scripts/row'],
  shortcuts: {
    claimTask: { key: 'ctrl+alt+c', description: text('签收所选任务', 'claims the selected task') },
    focusFilter: { key: 'ctrl+shift+f', description: text('转到筛选', 'goes to the filters') },
    focusList: { key: 'ctrl+alt+l', description: text('转到任务列表', 'goes to the list of tasks') },
    focusForm: { key: 'ctrl+alt+f', description: text('转到表单', 'goes to the form') }
  }
};
