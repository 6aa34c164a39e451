// Tells the rows apart: the community and its number stand in the task's description.
export default {
  id: 'anlan-row',
  pluginPoint: 'tasklist.card',
  properties: { label: 'row' },
  render: (node, _data, scope) => {
    node.textContent = scope.task.description;
  }
};
