import { nn, type Tensor } from "@mandn/torch";

/** Two convolutions and, where asked, dropout between them. [N, C, H, W] → [N, K, H, W]. */
export class Small2d extends nn.Module {
  readonly sizeMultiple = [1, 1] as const;
  readonly a: nn.Conv2d;
  readonly dropout: nn.Dropout;
  readonly b: nn.Conv2d;

  constructor(options: { readonly inChannels: number; readonly classes: number; readonly dropout?: number }) {
    super();
    const { inChannels, classes, dropout = 0 } = options;
    this.a = new nn.Conv2d(inChannels, 4, 3, { padding: 1 });
    this.dropout = new nn.Dropout(dropout);
    this.b = new nn.Conv2d(4, classes, 3, { padding: 1 });
  }

  forward(x: Tensor): Tensor {
    return this.b.forward(this.dropout.forward(this.a.forward(x).relu()));
  }
}
