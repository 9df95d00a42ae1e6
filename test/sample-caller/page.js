const form = document.querySelector('form');
const output = document.querySelector('output');

/** One question to Reelkeep. @throws with its sentence where it says no. */
async function ask(id, question) {
  const answer = await chrome.runtime.sendMessage(id, question);
  if (answer?.success === false) throw new Error(answer.error);
  return answer;
}

/** Saves a video and resolves once it is on the disk. */
async function save({ id, url, quality }) {
  const { info } = await ask(id, { request: 'video-info', url });
  output.textContent = `${info.title} (${info.duration})`;
  const { download_id } = await ask(id, { request: 'download', url, quality });
  for (;;) {
    const status = await ask(id, { request: 'status', download_id });
    if (status.status === 'error') throw new Error(status.error);
    if (status.status === 'completed') return ask(id, { request: 'file', download_id });
    output.textContent = status.status_text;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  try {
    const { filename, size } = await save(Object.fromEntries(new FormData(form)));
    output.textContent = `Saved: ${filename}, ${size} bytes`;
  } catch (error) {
    output.textContent = `Failed: ${error.message}`;
  }
});
