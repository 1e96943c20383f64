"""Training on several threads: each has a replica of the network, in sixteen bits."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn


def trained(network: nn.Module) -> list[Tensor]:
    """The parameters that learn, always in the same order."""
    return [parameter for parameter in network.parameters() if parameter.requires_grad]


def copy(network: nn.Module, replica: nn.Module, rounded: Sequence[str] = ()) -> None:
    """Give the replica the network's weights, and no gradients.

    Matrices whose name begins with one of `rounded` come as eight bits would have them, each row
    on 255 steps of its own: the replica's slopes then lead to weights that bear it.
    """
    replica.zero_grad()
    with torch.no_grad():
        torch._foreach_copy_(trained(replica), trained(network))
        for name, weight in network.named_parameters() if rounded else ():
            if weight.dim() == 2 and name.startswith(tuple(rounded)):
                step = weight.abs().amax(dim=1, keepdim=True).clamp(min=1e-8) / 127
                replica.get_parameter(name).copy_(torch.round(weight / step) * step)


def gather(network: nn.Module, replicas: Sequence[nn.Module]) -> None:
    """Give the network the sum of its replicas' gradients."""
    copies = (trained(replica) for replica in replicas)
    for parameter, *theirs in zip(trained(network), *copies, strict=True):
        slopes = [each.grad.float() for each in theirs if each.grad is not None]
        parameter.grad = torch.stack(slopes).sum(0) if slopes else None


def average(mean: list[Tensor], parameters: list[Tensor], step: int, most: float) -> None:
    """Lead a running mean on; it starts short, so that early steps don't linger in it."""
    with torch.no_grad():
        torch._foreach_lerp_(mean, parameters, 1 - min(most, (1 + step) / (10 + step)))
