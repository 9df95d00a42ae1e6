/** Neither the global nor the player can be read once the page is there: both throw. The document's text is all that is left. */
{
  let value;
  let armed = false;
  const refuse = () => {
    throw new TypeError('not for you');
  };
  Object.defineProperty(window, 'ytInitialPlayerResponse', {
    get: () => (armed ? refuse() : value),
    set: (next) => {
      value = next;
    },
  });
  addEventListener('DOMContentLoaded', () => {
    armed = true;
    document.getElementById('movie_player').getPlayerResponse = refuse;
  });
}
