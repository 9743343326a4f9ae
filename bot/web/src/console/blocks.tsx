// What the customer was shown besides text. Here it is only read: nothing in it can be pressed for the customer.

import { ArticleCard } from "../parts/article.tsx";
import { EmergencyCard } from "../parts/emergency.tsx";
import { ReceiptCard } from "../parts/receipt.tsx";
import { StatusCard } from "../parts/status.tsx";
import type { Block } from "../wire.ts";
import { Icon } from "./icons.tsx";
import { useTexts } from "./texts.ts";

export function Blocks({ blocks }: { blocks: Block[] }) {
  return (
    <>
      {blocks.map((block) => (
        <OneBlock block={block} />
      ))}
    </>
  );
}

function OneBlock({ block }: { block: Block }) {
  const { w } = useTexts();
  switch (block.kind) {
    case "choices":
      return (
        <ul class="shown-choices" aria-label={w.thread.choices}>
          {block.choices.map((choice) => (
            <li>{choice.label}</li>
          ))}
        </ul>
      );
    case "status":
      return <StatusCard status={block} />;
    case "article":
      return <ArticleCard title={block.title} long={block.long} as_of={block.as_of} />;
    case "emergency":
      return <EmergencyCard title={block.title} phones={block.phones} steps={block.steps} />;
    case "receipt":
      return <ReceiptCard number={block.number} title={block.title} at={block.at} next={block.next} />;
    case "code":
      return (
        <p class="shown-code">
          <Icon name="shield" size={15} />
          {w.thread.code}
        </p>
      );
  }
}
