// Every shortcut on one sheet.

import { Dialog } from "./dialog.tsx";
import { bindings } from "./keys.ts";
import { useTexts } from "./texts.ts";

export function KeysDialog({ lead, onClose }: { lead: boolean; onClose: () => void }) {
  const { w } = useTexts();
  return (
    <Dialog label={w.keys.title} kind="sheet" onClose={onClose}>
      <dl class="keys">
        {bindings.filter((binding) => lead || !binding.lead).map(({ command, keys }) => (
          <div>
            <dt>{w.commands[command]}</dt>
            <dd>
              {keys.map((key) => (
                <kbd>{key}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      <p class="dialog-text quiet">{w.keys.text}</p>
    </Dialog>
  );
}
