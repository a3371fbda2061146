/** A figure that wakes and runs, to other rows than it should, and a page with one mistake of each kind. */
/* global console, document */
console.error('planted console error');
const figure = document.querySelector('figure');
figure.querySelector('button').addEventListener('click', () => {
  figure.dataset.run = 'done';
  figure.dataset.hash = 'other rows';
  throw new Error('planted exception of the first use');
});
figure.setAttribute('data-ready', '');
