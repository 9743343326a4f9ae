// A site whose customers are signed in: its own server signs for them, here the demo's.
const form = document.getElementById("sign-in");
const events = document.getElementById("events");

function note(text) {
  const line = document.createElement("li");
  line.textContent = `${new Date().toLocaleTimeString()} ${text}`;
  events.prepend(line);
}

async function signed() {
  const response = await fetch("/demo/sign-in", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ customer: form.customer.value, seconds: Number(form.seconds.value) }),
  });
  return (await response.json()).person_token;
}

function boot(userToken) {
  Dari("boot", {
    siteKey: "daon-members",
    company: { name: { ko: "다온크레딧", en: "Daon Credit" }, phone: "1600-0000" },
    userToken,
    onToken: () => {
      note("onToken");
      return signed();
    },
  });
}

for (const name of ["ready", "open", "close", "unread", "conversation", "locale", "error"]) {
  Dari("on", name, (value) => note(value === undefined ? name : `${name}: ${JSON.stringify(value)}`));
}
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  Dari("shutdown");
  boot(await signed());
});
document.getElementById("sign-out").addEventListener("click", () => {
  Dari("shutdown");
  boot();
});
fetch("/demo/customers")
  .then((response) => response.json())
  .then((customers) => {
    for (const { id, name, situation } of customers) form.customer.add(new Option(`${name} · ${situation}`, id));
  });
boot();
